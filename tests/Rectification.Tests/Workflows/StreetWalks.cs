namespace Rectification.Tests.Walks;

public sealed class StreetGeneralWalks : GeneralWalks
{
    protected override Task<CaseWalk> Begin(string level) => StreetWalk.Of(level);
}

public sealed class StreetAssessmentWalks : AssessmentWalks
{
    protected override Task<CaseWalk> Begin(string level) => StreetWalk.Of(level);
}

public sealed class StreetMajorWalks : MajorWalks
{
    protected override Task<CaseWalk> Begin(string level) => StreetWalk.Of(level);
}

public sealed class StreetReportWalks : ReportWalks
{
    protected override Task<CaseWalk> Begin(string level) => StreetWalk.Of(level);
}

public sealed class StreetEnforcementWalks : EnforcementWalks
{
    protected override Task<CaseWalk> Begin(string level) => StreetWalk.Of(level);
}
