using Rectification.Documents;

namespace Rectification.Web.Documents;

/// <summary>How a paper's state and its delivery are said.</summary>
public static class PaperWords
{
    public static string State(DocumentState state) => state switch
    {
        DocumentState.Draft => "办理中",
        DocumentState.Issued => "有效",
        DocumentState.Voided => "作废",
        DocumentState.Replaced => "已被代替",
        _ => "已降级",
    };

    /// <summary>Across the sheet of what no longer holds; null while it does.</summary>
    public static string? Mark(DocumentState state) => state is DocumentState.Draft or DocumentState.Issued ? null : State(state);

    public static string? Delivery(DocumentLine paper) => paper.Delivery switch
    {
        Rectification.Documents.Delivery.WithSignature => $"{paper.ReceivedBy ?? "对方"}签收",
        Rectification.Documents.Delivery.RefusedToSign => $"拒签，见证人 {paper.Witness}",
        _ => null,
    };
}
