using System.Collections.Immutable;
using Rectification.Engine;
using Rectification.Engine.Forms;

namespace Rectification.Tests.Walks;

/// <summary>Fills in what a form requires the way a script would that knows only the rules for forms: a text, a date 7 days ahead, the number 3.</summary>
internal static class PlainAnswers
{
    public static Variables For(FormSchema form, string outcome, Variables visible, Surroundings surroundings, params (string Name, object? Value)[] given)
    {
        var answers = Variables.Of(given).With("outcome", outcome);
        foreach (var field in form.Fields)
        {
            if (!field.IsRequired || answers.Has(field.Key) || field.IsHidden(form.Opening(visible).With(answers), surroundings))
                continue;
            answers = field.OrReason is { } reason ? answers.With(reason, "现场不便拍照") : answers.With(field.Key, Answer(field, surroundings));
        }
        return answers;
    }

    private static object? Answer(FormField field, Surroundings surroundings) => field.Kind switch
    {
        FieldKind.Text or FieldKind.LongText => "消防通道堆放布料，已责成清理",
        FieldKind.Number => 3m,
        FieldKind.Date => surroundings.Calendar.DayOf(surroundings.Now).AddDays(7),
        FieldKind.Radio or FieldKind.Select => field.Options[0].Value,
        FieldKind.Checklist or FieldKind.Taglist => ImmutableArray.Create<object?>(field.Options[0].Value),
        FieldKind.Checkbox => true,
        _ => throw new NotSupportedException($"A required {field.Kind} is not among the rules for forms."),
    };
}
