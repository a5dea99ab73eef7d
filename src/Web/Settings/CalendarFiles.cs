using Rectification.People;
using Rectification.Settings;
using Rectification.Web.Identity;

namespace Rectification.Web.Settings;

/// <summary>The template of the calendar's import.</summary>
internal static class CalendarFiles
{
    public static void MapCalendarFiles(this IEndpointRouteBuilder app) => app
        .MapGet("/settings/calendar/template.xlsx", (int? year) => Results.File(
            HolidayFile.Template(year is >= 2000 and <= 2100 ? year.Value : 2027), Spreadsheet.ContentType, "放假安排模板.xlsx"))
        .For(Role.SystemAdmin, Role.SafetyOfficeDirector);
}
