using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Rectification.Engine.Feel;

namespace Rectification.Engine.Forms;

/// <summary>Reads the JSON of a form and collects every problem, each with the part it is about.</summary>
internal sealed class FormReader
{
    private const int LongestJson = 2_000_000;
    private const int DeepestGroups = 20;

    private static readonly Regex Key = new("^[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.NonBacktracking);

    private readonly List<string> problems = [];
    private readonly List<(string Key, string Part)> settings = [];

    public FormReader(string json)
    {
        if (json.Length > LongestJson)
        {
            problems.Add($"表单文件最多 {LongestJson} 个字符，现在 {json.Length} 个");
            return;
        }
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = 64 });
            Read(document.RootElement);
        }
        catch (JsonException fault)
        {
            problems.Add($"第 {fault.LineNumber + 1} 行不是有效的 JSON：表单文件应当由表单设计器保存");
        }
        catch (ArgumentException)
        {
            // Half a character: such a text cannot even become bytes.
            problems.Add("表单文件里有残缺的字符：请用表单设计器重新保存");
        }
    }

    public string Id { get; private set; } = "";

    public ImmutableArray<FormComponent> Components { get; private set; } = [];

    public IReadOnlyList<string> Problems => problems;

    /// <summary>Settings that expressions name by literal keys, each with the part it is in.</summary>
    public ImmutableArray<(string Key, string Part)> Settings => [.. settings];

    private void Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            problems.Add("表单文件应当是一个 JSON 对象");
            return;
        }
        Id = Text(root, "id") ?? "";
        if (Id.Length == 0)
            problems.Add("表单缺少 id");
        if (Text(root, "type") is { } type && type != "default")
            problems.Add($"表单的 type 应当是 default，现在是“{type}”");
        Components = Children(root, 0, "表单");
    }

    private ImmutableArray<FormComponent> Children(JsonElement owner, int depth, string where)
    {
        if (!owner.TryGetProperty("components", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            problems.Add($"{where}缺少 components 列表");
            return [];
        }
        if (depth > DeepestGroups)
        {
            problems.Add($"{where}的分组嵌套超过 {DeepestGroups} 层");
            return [];
        }
        var components = ImmutableArray.CreateBuilder<FormComponent>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object)
                problems.Add($"{where}的 components 中应当都是对象");
            else if (Component(item, depth) is { } component)
                components.Add(component with { HideWhen = Hide(item) });
        }
        return components.ToImmutable();
    }

    private FormComponent? Component(JsonElement item, int depth)
    {
        var type = Text(item, "type");
        switch (type)
        {
            case "textfield": return Field(item, FieldKind.Text);
            case "textarea": return Field(item, FieldKind.LongText);
            case "number": return Field(item, FieldKind.Number);
            case "checkbox": return Field(item, FieldKind.Checkbox);
            case "checklist": return Field(item, FieldKind.Checklist);
            case "radio": return Field(item, FieldKind.Radio);
            case "select": return Field(item, FieldKind.Select);
            case "taglist": return Field(item, FieldKind.Taglist);
            case "filepicker": return Field(item, FieldKind.Files);
            case "datetime": return Field(item, Text(item, "subtype") switch { "time" => FieldKind.Time, "datetime" => FieldKind.DateTime, _ => FieldKind.Date });
            case "group" or "columns":
                return new FormGroup(Text(item, "label") ?? "", Text(item, "path") is { Length: > 0 } path ? KeyOf(item, "path", path) : null, Children(item, depth + 1, Name(item)));
            case "dynamiclist":
                return new FormRows(Text(item, "label") ?? "", KeyOf(item, "path", Text(item, "path")), Children(item, depth + 1, Name(item)));
            case "text":
                var note = Text(item, "text") ?? "";
                return new FormNote(note, note.StartsWith('=') ? Parsed(item, "text", note) : null);
            case "expression":
                return Expression(item, "expression") is { } expression ? new FormComputed(KeyOf(item, "key", Text(item, "key")), expression) : null;
            // What only shows something has no value to check.
            case "html" or "image" or "spacer" or "separator" or "table" or "iframe" or "button" or "documentPreview":
                return null;
            default:
                problems.Add($"{Name(item)}的类型“{type}”不受支持");
                return null;
        }
    }

    private FormField Field(JsonElement item, FieldKind kind)
    {
        var key = KeyOf(item, "key", Text(item, "key"));
        var properties = Properties(item);
        var validate = item.TryGetProperty("validate", out var rules) && rules.ValueKind == JsonValueKind.Object ? rules : default;
        var field = new FormField(kind, key, Text(item, "label") is { Length: > 0 } label ? label : Text(item, "dateLabel") ?? Text(item, "timeLabel") ?? key)
        {
            Description = Text(item, "description"),
            IsRequired = Truth(validate, "required"),
            IsReadOnly = Truth(item, "disabled") || Truth(item, "readonly"),
            Min = Number(item, validate, "min"),
            Max = Number(item, validate, "max"),
            DecimalDigits = Whole(item, item, "decimalDigits"),
            Pattern = PatternOf(item, validate),
            Earliest = Limit(item, properties, "earliest") ?? (Truth(item, "disallowPassedDates") ? FeelExpression.Parse("today()", out _) : null),
            Latest = Limit(item, properties, "latest"),
            OptionsFrom = OptionsSource(item),
            Options = Options(item),
            DefaultValue = Default(item),
            IsMultiple = Truth(item, "multiple"),
            Accept = Text(item, "accept"),
            Properties = properties,
        };
        if (Whole(item, validate, "minLength") is { } shortest)
            field = field with { MinLength = shortest };
        if (Whole(item, validate, "maxLength") is { } longest)
            field = field with { MaxLength = longest, MinLength = Math.Min(field.MinLength, longest) };
        Consistent(item, field);
        return field;
    }

    private void Consistent(JsonElement item, FormField field)
    {
        if (field.Min > field.Max)
            problems.Add($"{Name(item)}的最小值大于最大值");
        if (field.MinLength > field.MaxLength)
            problems.Add($"{Name(item)}的最少字数大于最多字数");
        if ((field.IsChoice || field.Kind is FieldKind.Checklist or FieldKind.Taglist) && field.OptionsFrom is null && field.Options.IsEmpty)
            problems.Add($"{Name(item)}没有选项，请填写 values");
        foreach (var twice in field.Options.GroupBy(option => option.Value).Where(group => group.Count() > 1))
            problems.Add($"{Name(item)}的选项“{twice.Key}”出现了两次");
    }

    private FeelExpression? Hide(JsonElement item) =>
        item.TryGetProperty("conditional", out var conditional) && conditional.ValueKind == JsonValueKind.Object && Text(conditional, "hide") is { Length: > 0 }
            ? Expression(conditional, "hide", item) : null;

    private FeelExpression? Limit(JsonElement item, ImmutableDictionary<string, string> properties, string name) =>
        properties.TryGetValue(name, out var text) ? Parsed(item, $"properties.{name}", text) : null;

    private FeelExpression? OptionsSource(JsonElement item)
    {
        if (Text(item, "valuesExpression") is { Length: > 0 } expression)
            return Parsed(item, "valuesExpression", expression);
        return Text(item, "valuesKey") is { Length: > 0 } key ? Parsed(item, "valuesKey", key) : null;
    }

    private FeelExpression? Expression(JsonElement owner, string name, JsonElement? told = null) =>
        Text(owner, name) is { Length: > 0 } text ? Parsed(told ?? owner, name, text) : Missing(told ?? owner, name);

    private FeelExpression? Missing(JsonElement item, string name)
    {
        problems.Add($"{Name(item)}缺少 {name}");
        return null;
    }

    private FeelExpression? Parsed(JsonElement item, string name, string text)
    {
        var expression = FeelExpression.Parse(text.StartsWith('=') ? text[1..] : text, out var problem);
        foreach (var each in problem is null ? expression!.Doubts : [problem])
            problems.Add($"{Name(item)}的 {name} 第 {each.Line} 行第 {each.Column} 列：{each.Message}");
        foreach (var key in expression?.SettingKeys ?? [])
            settings.Add((key, $"{Name(item)}的 {name}"));
        return expression;
    }

    private ImmutableArray<FormOption> Options(JsonElement item)
    {
        if (!item.TryGetProperty("values", out var values) || values.ValueKind != JsonValueKind.Array)
            return [];
        var options = ImmutableArray.CreateBuilder<FormOption>();
        foreach (var entry in values.EnumerateArray())
        {
            if (entry.ValueKind == JsonValueKind.Object && Scalar(entry, "value") is { Length: > 0 } value)
                options.Add(new(value, Text(entry, "label") ?? value));
            else
                problems.Add($"{Name(item)}的每个选项都应当有 label 和 value");
        }
        return options.ToImmutable();
    }

    private FormPattern? PatternOf(JsonElement item, JsonElement validate)
    {
        switch (Text(validate, "validationType"))
        {
            case "email": return FormPattern.Email;
            case "phone": return FormPattern.Phone;
        }
        if (Text(validate, "pattern") is not { Length: > 0 } text)
            return null;
        var pattern = FormPattern.Of(text);
        if (pattern is null)
            problems.Add($"{Name(item)}的 pattern 不能使用：请用不含环视和反向引用的正则表达式");
        return pattern;
    }

    private static ImmutableDictionary<string, string> Properties(JsonElement item)
    {
        if (!item.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
            return ImmutableDictionary<string, string>.Empty;
        var all = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var property in properties.EnumerateObject())
            all[property.Name] = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText();
        return all.ToImmutable();
    }

    private static object? Default(JsonElement item) => item.TryGetProperty("defaultValue", out var value) ? ValueOf(value) : null;

    private static object? ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when value.TryGetDecimal(out var number) => number,
        JsonValueKind.Array => value.EnumerateArray().Select(ValueOf).ToImmutableArray(),
        _ => null,
    };

    private string KeyOf(JsonElement item, string name, string? key)
    {
        if (key is not { Length: > 0 })
            problems.Add($"{Name(item)}缺少 {name}");
        else if (key.Length > 100 || !Key.IsMatch(key))
            problems.Add($"{Name(item)}的 {name}“{key}”只能由字母、数字和下划线组成，并以字母开头");
        return key ?? "";
    }

    private decimal? Number(JsonElement item, JsonElement owner, string name)
    {
        if (Scalar(owner, name) is not { Length: > 0 } text)
            return null;
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return number;
        problems.Add($"{Name(item)}的 {name} 应当是数字，现在是“{text}”");
        return null;
    }

    private int? Whole(JsonElement item, JsonElement owner, string name)
    {
        if (Number(item, owner, name) is not { } number)
            return null;
        if (number is >= 0 and <= 1_000_000 && number == decimal.Truncate(number))
            return (int)number;
        problems.Add($"{Name(item)}的 {name} 应当是不小于 0 的整数");
        return null;
    }

    private static bool Truth(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static string? Text(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Scalar(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
            ? value.ToString() is var text && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? text.ToLowerInvariant() : value.ToString()
            : null;

    private static string Name(JsonElement item) =>
        (Text(item, "label") ?? Text(item, "key") ?? Text(item, "id")) is { Length: > 0 } name ? $"组件“{name}”" : $"类型为 {Text(item, "type")} 的组件";
}
