using System.Net;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Rectification.Web.Tests;

/// <summary>Pages as a browser without script uses them: a form is read, filled and posted with all its hidden fields.</summary>
internal static class Pages
{
    extension(HttpClient browser)
    {
        public async Task SignIn(string userName, string password = WebApp.Password)
        {
            var fields = Hidden(await browser.GetStringAsync("/sign-in"));
            fields["Input.UserName"] = userName;
            fields["Input.Password"] = password;
            using var form = new FormUrlEncodedContent(fields);
            using var answer = await browser.PostAsync("/sign-in", form);
            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        }

        /// <summary>The rows of an exported list, the heads first.</summary>
        public async Task<List<string[]>> Sheet(string address)
        {
            using var answer = await browser.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(Spreadsheet.ContentType, answer.Content.Headers.ContentType?.MediaType);
            using var book = SpreadsheetDocument.Open(await answer.Content.ReadAsStreamAsync(), isEditable: false);
            return [.. book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().Select(row => row.Elements<Cell>().Select(cell => cell.InnerText).ToArray())];
        }
    }

    /// <summary>The hidden fields of a page's forms, the antiforgery token among them.</summary>
    public static Dictionary<string, string> Hidden(string html)
    {
        Dictionary<string, string> fields = [];
        foreach (Match input in Regex.Matches(html, "<input[^>]+type=\"hidden\"[^>]*>"))
            if (Attribute(input.Value, "name") is { } name)
                fields[name] = WebUtility.HtmlDecode(Attribute(input.Value, "value") ?? "");
        return fields;

        static string? Attribute(string tag, string attribute) => Regex.Match(tag, $"""\s{attribute}="([^"]*)" """.TrimEnd()) is { Success: true } match ? match.Groups[1].Value : null;
    }
}
