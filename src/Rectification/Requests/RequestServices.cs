using System.Reflection;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Rectification.Requests;

public static class RequestServices
{
    /// <summary>The pipeline, and every command with its handler found in the assemblies.</summary>
    public static IServiceCollection AddRequests(this IServiceCollection services, params Assembly[] assemblies)
    {
        services.AddScoped<ServiceFactory>(provider => provider.GetService!);
        services.AddScoped<IMediator, Mediator>();
        services.AddScoped<CurrentActor>();
        services.AddScoped<Idempotency>();
        services.AddScoped<Aftermath>();
        var types = assemblies.SelectMany(assembly => assembly.GetTypes()).Where(type => type is { IsClass: true, IsAbstract: false }).ToList();
        foreach (var type in types)
        {
            if (AnswerOf(type) is { } answer)
            {
                // In this order: nobody waits for the writer's turn to be told that they may not.
                var behaviour = typeof(IPipelineBehavior<,>).MakeGenericType(type, typeof(Result<>).MakeGenericType(answer));
                services.AddScoped(behaviour, typeof(AuthorisedBehaviour<,>).MakeGenericType(type, answer));
                // What a command wants done before its transaction begins.
                foreach (var own in types.Where(each => !each.ContainsGenericParameters && each.IsAssignableTo(behaviour)))
                    services.AddScoped(behaviour, own);
                services.AddScoped(behaviour, typeof(CommittedBehaviour<,>).MakeGenericType(type, answer));
            }
            foreach (var handled in type.GetInterfaces().Where(IsHandler))
                services.AddScoped(handled, type);
        }
        return services;
    }

    /// <summary>The T of a command's <see cref="ICommand{T}"/>; null when the type is no command.</summary>
    public static Type? AnswerOf(Type type) => type.GetInterfaces()
        .FirstOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(ICommand<>))?.GetGenericArguments()[0];

    private static bool IsHandler(Type face) => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IRequestHandler<,>);
}
