using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rectification.Storage;

namespace Rectification.Policies;

public static class PolicyTables
{
    extension(RectificationDb db)
    {
        public DbSet<PolicyDocument> PolicyDocuments => db.Set<PolicyDocument>();

        public DbSet<PolicySentence> PolicySentences => db.Set<PolicySentence>();
    }
}

internal sealed class PolicyDocumentTable : IEntityTypeConfiguration<PolicyDocument>
{
    public void Configure(EntityTypeBuilder<PolicyDocument> table)
    {
        table.Property(row => row.Title).HasMaxLength(AttachPolicy.MaxTitle);
        table.HasIndex(row => new { row.StreetId, row.AttachedAt });
    }
}

internal sealed class PolicySentenceTable : IEntityTypeConfiguration<PolicySentence>
{
    public void Configure(EntityTypeBuilder<PolicySentence> table)
    {
        table.HasKey(row => new { row.DocumentId, row.Number });
        table.Ignore(row => row.IsUnmatched);
        table.HasOne<PolicyDocument>().WithMany().HasForeignKey(row => row.DocumentId).OnDelete(DeleteBehavior.Cascade);
    }
}
