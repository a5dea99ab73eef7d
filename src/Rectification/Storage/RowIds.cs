using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
#pragma warning disable EF1001 // What SQLite notes of tables is named internal by EF; ours has to come on top of it.
using Microsoft.EntityFrameworkCore.Sqlite.Metadata.Internal;

namespace Rectification.Storage;

/// <summary>
/// SQLite keeps a table by a hidden row number and its primary key in a second tree that leads there. Without the number the rows stand in the tree of the key: a row that
/// comes or goes touches one page less. Worth it for short rows that come and go, or are known by their key alone. What only comes and is long (the journal) is
/// cheaper with row numbers, at the end of full pages; and of rows beyond a kilobyte (tasks, states of processes) the rest would go into a page of its own at each change.
/// PostgreSQL has no such choice.
/// </summary>
public static class RowIds
{
    internal const string None = "Sqlite:WithoutRowId";

    /// <summary>For tables that commands write.</summary>
    public static EntityTypeBuilder<T> HasNoRowId<T>(this EntityTypeBuilder<T> table) where T : class => table.HasAnnotation(None, true);

    /// <summary>Migrations know of it.</summary>
    public static DbContextOptionsBuilder MindRowIds(this DbContextOptionsBuilder options) => options
        .ReplaceService<IRelationalAnnotationProvider, Notes>().ReplaceService<IMigrationsSqlGenerator, Generator>();

    private sealed class Notes(RelationalAnnotationProviderDependencies dependencies) : SqliteAnnotationProvider(dependencies)
    {
        public override IEnumerable<IAnnotation> For(ITable table, bool designTime)
        {
            var notes = base.For(table, designTime);
            return designTime && table.EntityTypeMappings.Any(mapping => ((IReadOnlyAnnotatable)mapping.TypeBase)[None] is true) ? notes.Append(new Annotation(None, true)) : notes;
        }
    }

    private sealed class Generator(MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations) : SqliteMigrationsSqlGenerator(dependencies, annotations)
    {
        // Also of the tables that EF makes to rebuild one.
        protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
        {
            base.Generate(operation, model, builder, terminate: false);
            if (operation[None] is true)
                builder.Append(" WITHOUT ROWID");
            if (!terminate)
                return;
            builder.AppendLine(Dependencies.SqlGenerationHelper.StatementTerminator);
            EndStatement(builder);
        }

        protected override void Generate(AlterTableOperation operation, IModel? model, MigrationCommandListBuilder builder)
        {
            if ((operation[None] is true) != (operation.OldTable[None] is true))
                throw new NotSupportedException($"SQLite cannot give {operation.Name} row ids or take them: the migration copies the rows itself, as {nameof(Migrations.Sqlite.TablesWithoutRowIds)} does.");
            base.Generate(operation, model, builder);
        }
    }
}
