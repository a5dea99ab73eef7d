using Rectification.Storage;

namespace Rectification.Accountability;

/// <summary>Which cases climb by themselves when their clock runs out (003-4.2.2): after a notice or an interview, whatever the follow-up says, until they have climbed.</summary>
public static class ClimbClocks
{
    /// <summary>The fact that says, in the case above, that this one was climbed from.</summary>
    public const string Occurrence = "climb:";

    extension(RectificationDb db)
    {
        /// <summary>
        /// The case above may be there without this one in it: it followed another of the same subject and period, which are unique for good.
        /// Only the fact of this very climb says that it is done.
        /// </summary>
        public IQueryable<AccountabilityCase> RunningClimbs(Guid streetId)
        {
            var (cases, facts) = (db.AccountabilityCases, db.AccountabilityFacts);
            return cases.Where(row => row.StreetId == streetId && (row.State == AccountabilityState.Decided || row.State == AccountabilityState.Closed)
                && row.ClimbClockAt != null && (row.Measure == Measures.Notice || row.Measure == Measures.Interview)
                && !cases.Any(above => above.StreetId == row.StreetId && above.Trigger == (row.Measure == Measures.Notice ? "I2" : "L5")
                    && above.SubjectKind == row.SubjectKind && above.SubjectId == row.SubjectId && above.Period == row.Period
                    && facts.Any(fact => fact.CaseNumber == above.CaseNumber && fact.Occurrence == Occurrence + row.CaseNumber)));
        }
    }
}
