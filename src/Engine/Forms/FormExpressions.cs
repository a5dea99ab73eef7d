using Rectification.Engine.Feel;

namespace Rectification.Engine.Forms;

/// <summary>Expressions of a form, whose faults are told to whoever fills it in.</summary>
internal static class FormExpressions
{
    /// <param name="role">What the expression is in the form, in Chinese.</param>
    /// <param name="problem">In words when working the value out would have taken too long; otherwise null.</param>
    public static object? Evaluate(this FeelExpression expression, Variables values, Surroundings surroundings, string role, out string? problem)
    {
        var value = expression.Evaluate(values, surroundings, out var exhausted);
        problem = exhausted is null ? null : $"表单的{role}“{expression.Text}”：{exhausted}。请把这句话告诉流程设计员，改好后再提交";
        return value;
    }
}
