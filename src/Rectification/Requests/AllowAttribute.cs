using Rectification.People;

namespace Rectification.Requests;

/// <summary>Which roles may send the command at all; the handler then checks the scope of the thing it touches.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AllowAttribute(params Role[] roles) : Attribute
{
    public IReadOnlyList<Role> Roles { get; } = roles;
}

/// <summary>Everyone signed in may send it; the handler decides by the thing it touches.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AllowSignedInAttribute : Attribute;

/// <summary>Only the system itself sends it: timers, jobs, seeds.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AllowSystemAttribute : Attribute;

/// <summary>Anybody may send it, signed in or not: sign-in, set-up.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AllowAnonymousCommandAttribute : Attribute;
