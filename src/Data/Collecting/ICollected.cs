namespace MacNet.Data.Collecting;

/// <summary>Takes what is collected from a tester: a log, a page, alarms. Called on the collector's thread, so it must not wait.</summary>
public interface ICollected
{
    /// <summary>Takes a whole sweep, details of channels, or what happened.</summary>
    void Take(CollectedBatch batch);
}
