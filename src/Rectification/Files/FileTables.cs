using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rectification.Storage;

namespace Rectification.Files;

public static class FileTables
{
    extension(RectificationDb db)
    {
        public DbSet<FileRow> Files => db.Set<FileRow>();

        public DbSet<FileContent> FileContents => db.Set<FileContent>();
    }
}

internal sealed class FileTable : IEntityTypeConfiguration<FileRow>
{
    public void Configure(EntityTypeBuilder<FileRow> table)
    {
        table.Ignore(row => row.IsImage);
        table.Property(row => row.FileName).HasMaxLength(200);
        table.Property(row => row.Sha256).HasMaxLength(64);
        table.HasIndex(row => row.CaseNumber);
        table.HasIndex(row => row.UploadedById);
    }
}

internal sealed class FileContentTable : IEntityTypeConfiguration<FileContent>
{
    public void Configure(EntityTypeBuilder<FileContent> table) => table.HasKey(row => row.FileId);
}
