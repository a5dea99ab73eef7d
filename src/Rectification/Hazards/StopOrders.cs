using Rectification.Enforcement;

namespace Rectification.Hazards;

/// <summary>The four orders that only the street gives (003-4.2.3); urging is not the order.</summary>
public static class StopOrders
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["stopBusiness"] = "责令暂时停产停业",
        ["stopConstruction"] = "责令停止建设",
        ["stopWork"] = "责令停止施工",
        ["stopUse"] = "责令停止使用",
    };

    /// <summary>The order's name; a suspension without a choice is 责令暂时停产停业.</summary>
    public static string Named(Step step) => Names.GetValueOrDefault(step.Text(HazardFields.OrderKind) ?? "", Names["stopBusiness"]);

    /// <summary>The order that the form gave, if any.</summary>
    public static EnforcementRecord? In(Step step) =>
        step.Text(HazardFields.OrderKind) is { } kind && Names.TryGetValue(kind, out var order)
            ? new()
            {
                CaseNumber = step.Hazard.CaseNumber,
                StreetId = step.Hazard.StreetId,
                Act = EnforcementAct.StopOrder,
                At = step.At,
                ById = step.By.UserId,
                ByName = step.By.Name,
                Text = order,
                DocumentNumber = step.Text(HazardFields.Document),
            }
            : null;
}
