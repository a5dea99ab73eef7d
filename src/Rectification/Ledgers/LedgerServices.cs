using Microsoft.Extensions.DependencyInjection;
using Rectification.Ledgers.Steps;
using Rectification.Workflow;

namespace Rectification.Ledgers;

public static class LedgerServices
{
    public static IServiceCollection AddLedgers(this IServiceCollection services) => services
        .AddScoped<LedgerFill>()
        .AddScoped<LedgerQueries>()
        .AddTaskHandler<FileLedger>(Processes.Ledger, "file-ledger")
        .AddTaskHandler<ConfirmLedger>(Processes.Ledger, "confirm-ledger")
        .AddTaskHandler<ReceiveLedger>(Processes.Ledger, "receive-ledger")
        .AddJobHandler<OpenLedgers>("open-ledgers")
        .AddJobHandler<RemindLedger>("remind-ledger")
        .AddSingleton(new DomainProcess(Processes.Opening));
}
