namespace Rectification.Web.Shared;

/// <summary>The page of a case, told by the letters that its number begins with.</summary>
public static class CaseAddress
{
    public static string Of(string caseNumber) => caseNumber switch
    {
        ['Z', 'R', '-', ..] => $"/accountability/{caseNumber}",
        ['T', 'Z', '-', ..] => $"/ledgers/{caseNumber}",
        ['Y', 'S', '-', ..] => $"/handovers/{caseNumber}",
        _ => $"/hazards/{caseNumber}",
    };
}
