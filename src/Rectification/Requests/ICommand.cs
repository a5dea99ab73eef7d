using MediatR;

namespace Rectification.Requests;

/// <summary>A request that changes data. All enter through one pipeline: who may → transaction with retry → handler → commit.</summary>
public interface ICommand<T> : IRequest<Result<T>>;

/// <summary>Carries out a command inside the pipeline's transaction; it saves nothing and commits nothing itself.</summary>
public interface ICommandHandler<TCommand, T> : IRequestHandler<TCommand, Result<T>>
    where TCommand : ICommand<T>;
