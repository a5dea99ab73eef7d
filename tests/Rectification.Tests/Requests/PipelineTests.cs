using System.Reflection;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Requests;

namespace Rectification.Tests.Requests;

public sealed class PipelineTests
{
    private static IEnumerable<Type> Commands => typeof(ICommand<>).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false, IsInterface: false } && RequestServices.AnswerOf(type) is not null);

    [Fact]
    public void Every_command_says_exactly_once_who_may_send_it()
    {
        Type[] rules = [typeof(AllowAttribute), typeof(AllowSignedInAttribute), typeof(AllowSystemAttribute), typeof(AllowAnonymousCommandAttribute)];
        var wrong = Commands.Where(command => rules.Count(rule => command.IsDefined(rule, inherit: false)) != 1).Select(command => command.Name);
        Assert.Empty(wrong);
        Assert.DoesNotContain(Commands, command => command.GetCustomAttribute<AllowAttribute>() is { Roles.Count: 0 });
        Assert.NotEmpty(Commands);
    }

    [Fact]
    public async Task Every_command_has_one_handler_that_can_be_built()
    {
        await using var given = await Given.Street();
        await using var scope = given.Services.CreateAsyncScope();
        foreach (var command in Commands)
        {
            var handler = typeof(IRequestHandler<,>).MakeGenericType(command, typeof(Result<>).MakeGenericType(RequestServices.AnswerOf(command)!));
            Assert.Single(scope.ServiceProvider.GetServices(handler));
        }
    }

    [Fact]
    public void A_command_is_never_handed_over_without_the_pipeline()
    {
        var handlers = typeof(ICommand<>).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(ICommandHandler<,>)));
        var senders = handlers.Where(type => type.GetConstructors().Any(made => made.GetParameters().Any(parameter => parameter.ParameterType == typeof(IMediator))));
        Assert.Empty(senders.Select(type => type.Name));
    }

    [Fact]
    public async Task Nobody_signed_in_is_told_to_sign_in()
    {
        await using var given = await Given.Street();
        await using var scope = given.Services.CreateAsyncScope();
        var answer = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new Rectification.Workflow.ClaimTask(Guid.NewGuid()));
        Assert.Equal(ProblemKind.Unauthenticated, answer.Problem?.Kind);
    }

    [Fact]
    public async Task A_role_that_is_not_named_is_refused_before_anything_is_read()
    {
        await using var given = await Given.Street();
        var answer = await given.Send("grid1", new Rectification.Workflow.RetryIncident(Guid.NewGuid()));
        Assert.Equal(("role.missing", ProblemKind.Forbidden), (answer.Problem?.Code, answer.Problem?.Kind));
        Assert.Equal("role.missing", (await given.Send("sysadmin1", new Rectification.Workflow.FireTimer(Guid.Empty, Guid.NewGuid()))).Problem?.Code);
    }
}
