namespace Rectification.Web.Shared;

/// <param name="Caption">When it was taken or added.</param>
public sealed record Photo(Guid Id, string Caption);
