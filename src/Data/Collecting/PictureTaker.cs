using MacNet.Data.Live;

namespace MacNet.Data.Collecting;

/// <summary>Keeps a picture of the lab up to date with what is collected.</summary>
/// <param name="picture">The picture.</param>
public sealed class PictureTaker(LabPicture picture) : ICollected
{
    /// <inheritdoc/>
    public Task TakeSweepAsync(string session, IReadOnlyList<LogReading> readings, CancellationToken cancellation)
    {
        picture.Take(session, readings);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task TakeDetailsAsync(LogReading reading, CancellationToken cancellation)
    {
        picture.Take(reading.Session, [reading]);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task TakeAbsenceAsync(string session, DateTimeOffset time, string problem, CancellationToken cancellation)
    {
        picture.Miss(session, problem);
        return Task.CompletedTask;
    }
}
