using System.Globalization;

namespace Rectification.Engine.Triggers;

/// <summary>A message, told apart from others of its name by a correlation key.</summary>
/// <param name="CorrelationKey">Null at start events, which take any.</param>
public sealed record MessageTrigger(Expression Name, Expression? CorrelationKey) : Trigger
{
    internal override void Arm(Visit visit, string eventId)
    {
        if (Evaluate(visit) is { } message)
            visit.Await(message.Name, message.Key, eventId);
    }

    // Only what the drawing maps goes along: all variables would overwrite the receiver's.
    internal override Move Throw(Visit visit)
    {
        if (Evaluate(visit) is not { } message)
            return visit.Fail();
        visit.Emit(new Effect.ThrowMessage(visit.Element.Id, message.Name, message.Key, visit.Token.Locals));
        return visit.Complete(Variables.Empty);
    }

    private (string Name, string Key)? Evaluate(Visit visit)
    {
        var name = visit.Evaluate(Name) as string;
        if (string.IsNullOrEmpty(name))
            visit.Problem ??= $"“{visit.Element.Label}”的消息名“{Name}”没有得出文本。请更正数据后重试。";
        var key = CorrelationKey is null ? "" : visit.Evaluate(CorrelationKey) switch
        {
            string text => text,
            // 5 and 5.0 are the same number, so they are the same key.
            decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
            _ => null,
        };
        if (string.IsNullOrEmpty(key) && CorrelationKey is not null)
            visit.Problem ??= $"“{visit.Element.Label}”的消息“{Name}”的关联键“{CorrelationKey}”没有得出文本或数字。请更正数据后重试。";
        return visit.Problem is null ? (name!, key!) : null;
    }
}
