using Rectification.People;

namespace Rectification.Web.Settings;

/// <summary>Whether the page shows the form; the command decides.</summary>
internal static class SettingRules
{
    public static bool MayChange(Actor actor) => actor.Has(Role.SafetyOfficeDirector) || actor.Has(Role.SystemAdmin);
}
