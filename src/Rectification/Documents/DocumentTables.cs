using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rectification.Storage;

namespace Rectification.Documents;

public static class DocumentTables
{
    extension(RectificationDb db)
    {
        public DbSet<Document> Documents => db.Set<Document>();
    }
}

internal sealed class DocumentTable : IEntityTypeConfiguration<Document>
{
    public void Configure(EntityTypeBuilder<Document> table)
    {
        table.Ignore(row => row.IsInForce);
        table.Property(row => row.VerifyCode).HasMaxLength(20);
        table.Property(row => row.Digest).HasMaxLength(64);
        table.Property(row => row.Version).IsConcurrencyToken();
        table.HasIndex(row => row.VerifyCode).IsUnique();
        table.HasIndex(row => new { row.CaseNumber, row.Kind, row.Edition }).IsUnique();
        table.HasIndex(row => new { row.StreetId, row.Number });
    }
}
