using System.Collections.Immutable;
using MediatR;
using Rectification.Engine;
using Rectification.Engine.Forms;
using Rectification.Files;

namespace Rectification.Web.Shared.Forms;

/// <summary>Reads what a browser sent for a form, as text; the schema's check makes values of it.</summary>
public static class FormPost
{
    private const int MostRows = 50;

    public static Variables Read(FormSchema schema, IFormCollection posted) => Read(schema.Components, "", posted);

    /// <summary>Stores the files that came with the form itself (a browser without script) and gives their numbers, after those that are stored already.</summary>
    public static async Task<Result<ImmutableArray<string>>> Photos(string key, IFormCollection posted, IMediator mediator, CancellationToken ct)
    {
        var ids = posted[key].OfType<string>().Where(id => Guid.TryParse(id, out _)).Distinct().ToImmutableArray();
        foreach (var file in posted.Files.GetFiles($"{key}.files").Where(file => file.Length > 0))
        {
            if (file.Length > StoreFile.MaxLength)
                return Problem.Field(key, $"“{file.FileName}”超过 10 MB，请换一张较小的照片");
            using var bytes = new MemoryStream((int)file.Length);
            await file.CopyToAsync(bytes, ct);
            var stored = await mediator.Send(new StoreFile(file.FileName, file.ContentType, bytes.ToArray()), ct);
            if (stored.Problem is { } problem)
                return Problem.Field(key, problem.Title);
            ids = ids.Add(stored.Value.Id.ToString());
        }
        return ids;
    }

    private static Variables Read(ImmutableArray<FormComponent> parts, string prefix, IFormCollection posted)
    {
        var values = Variables.Empty;
        foreach (var part in parts)
            values = part switch
            {
                FormField field => Read(field, prefix + field.Key, posted) is { } value ? values.With(field.Key, value) : values,
                FormGroup { Path: { } path } group => values.With(path, Read(group.Children, $"{prefix}{path}.", posted)),
                FormGroup group => values.With(Read(group.Children, prefix, posted)),
                FormRows rows => values.With(rows.Path, Rows(rows, prefix, posted)),
                _ => values,
            };
        return values;
    }

    private static object? Read(FormField field, string name, IFormCollection posted)
    {
        if (field.Kind == FieldKind.Checkbox)
            return posted.ContainsKey(name) ? "true" : "false";
        if (field.IsMany)
            return posted[name].OfType<string>().Where(text => text.Length > 0).Select(text => (object?)text).ToImmutableArray();
        return posted.TryGetValue(name, out var text) ? text.ToString() : null;
    }

    // A row in which nothing was typed is none.
    private static ImmutableArray<object?> Rows(FormRows rows, string prefix, IFormCollection posted)
    {
        var result = ImmutableArray.CreateBuilder<object?>();
        for (var row = 0; row < MostRows; row++)
        {
            var at = $"{prefix}{rows.Path}[{row}].";
            if (!posted.Keys.Any(key => key.StartsWith(at, StringComparison.Ordinal)))
                break;
            var values = Read(rows.Children, at, posted);
            if (values.Any(entry => entry.Value is string { Length: > 0 } and not "false" or ImmutableArray<object?> { Length: > 0 }))
                result.Add(values);
        }
        return result.ToImmutable();
    }
}
