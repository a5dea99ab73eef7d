using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Rectification.Web.Shared;

/// <summary>Plain addresses that can be sent to a colleague: only what is set stands in them.</summary>
public static class Address
{
    public static string Of(string path, params (string Name, object? Value)[] query) =>
        QueryHelpers.AddQueryString(path, query
            .Select(one => KeyValuePair.Create(one.Name, one.Value switch
            {
                null or false => null,
                true => "1",
                string text => text.Length == 0 ? null : text,
                IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
                _ => one.Value.ToString(),
            }))
            .Where(one => one.Value is not null)!);
}
