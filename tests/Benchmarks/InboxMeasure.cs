using Microsoft.Data.Sqlite;
using Rectification.People;
using Rectification.Requests;
using Rectification.Workflow;

namespace Rectification.Benchmarks;

/// <summary>The inbox of a grid worker, a community officer and a street officer, each with thousands of open tasks.</summary>
internal sealed class InboxMeasure : Measure
{
    private const int Rounds = 300;
    private const int Take = 50;

    private static readonly string[] People = ["grid1", "officer1", "safety1"];

    public override string Name => "inbox";

    public override string What => "one page of the inbox, query and rendered page (limit 30 ms at p95); floor: its rows by hand-written SQL";

    public override async Task<IReadOnlyList<Line>> Run(Sizes sizes)
    {
        await using var street = await Street.Open(sizes);
        var actors = await Task.WhenAll(People.Select(street.Actor));
        var keys = actors.Select(actor => CandidateKey.Of(actor).ToArray()).ToArray();

        await using var connection = new SqliteConnection($"Data Source={street.Database};Mode=ReadOnly");
        await connection.OpenAsync();
        List<Line> lines = [];
        foreach (var box in (TaskBox[])[TaskBox.Claimable, TaskBox.Mine, TaskBox.Done])
        {
            var (floor, floorCost) = await Clocked.SeriesWithCost(200, Rounds, i => ByHand(connection, box, actors[i % People.Length], keys[i % People.Length]));
            var query = await Clocked.Series(200, Rounds, i => Query(street, box, actors[i % People.Length]));
            lines.AddRange(Line.OfSeries($"inbox query, {Word(box)}", query, floor));
            using var browser = street.Host.CreateClient();
            var (page, pageCost) = await Clocked.SeriesWithCost(200, Rounds, i => street.Page(browser, $"/?box={Word(box)}", People[i % People.Length]));
            lines.AddRange(Line.OfSeries($"inbox page, {Word(box)}", page, floor, limitAtP95: 30));
            lines.Add(new($"processor time a page, {Word(box)}", pageCost, floorCost, "ms"));
        }
        return lines;
    }

    private static string Word(TaskBox box) => box.ToString().ToLowerInvariant();

    private static async Task Query(Street street, TaskBox box, Actor actor)
    {
        await using var scope = street.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = actor;
        var page = await scope.ServiceProvider.GetRequiredService<TaskQueries>().Inbox(actor, box, InboxFilter.None, null, Take, default);
        if (page.Items.Length < Take)
            throw new InvalidOperationException($"{actor.UserName} has only {page.Items.Length} tasks in {box}; fill more.");
    }

    // The least that can answer it: fifty rows in index order, read from one table.
    private static async Task ByHand(SqliteConnection connection, TaskBox box, Actor actor, string[] keys)
    {
        const string Columns = "select Id, Name, ElementId, ProcessKey, CaseNumber, Title, PremisesName, Level, DueAt, AssigneeName, CreatedAt from ";
        await using var command = connection.CreateCommand();
        command.CommandText = Columns + box switch
        {
            TaskBox.Mine => $"TaskRow where AssigneeId = @me and State = 'Open' order by DueAt, Id limit {Take + 1}",
            TaskBox.Done => $"TaskRow where DoneById = @me and State = 'Done' order by DoneAt desc, Id desc limit {Take + 1}",
            _ => $"TaskRow where CandidateKey = @key and State = 'Open' and AssigneeId is null order by DueAt, Id limit {Take + 1}",
        };
        command.Parameters.AddWithValue("@me", actor.UserId.ToString().ToUpperInvariant());
        command.Parameters.AddWithValue("@key", keys[0]);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new object[reader.FieldCount];
        while (await reader.ReadAsync())
            reader.GetValues(values);
    }
}
