using System.Management.Automation;
using MacNet.Data.Alerts;
using MacNet.PowerShell.Live;

namespace MacNet.PowerShell.Alerts;

/// <summary>Sends a message of an alert to all whom it tells, and says whether it arrived.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MaccorAlert")]
[OutputType(typeof(AlertTest))]
public sealed class TestMaccorAlert : AlertCmdlet
{
    /// <summary>How long to wait for its arrival, s.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0.1, 3600.0)]
    [NoCompletion]
    public double TimeoutSeconds { get; set; } = 10;

    /// <inheritdoc/>
    protected override void Process(MaccorAlert alert)
    {
        var sent = alert.Watched.Deliveries.Select(delivery => (Delivery: delivery, Fate: Lab.Alerts.SendTest(alert.Watched, delivery)))
            .ToArray();
        Await(pump => WhenOverAsync(Task.WhenAll(sent.Select(each => each.Fate)), pump.Cancellation));
        foreach (var (delivery, fate) in sent)
            Tell(alert, delivery, fate.IsCompleted ? fate.GetAwaiter().GetResult() : Late(delivery));
    }

    private string Late(AlertDelivery delivery) =>
        FormattableString.Invariant($"it has not arrived within {TimeoutSeconds} s, and is tried again. {delivery.LastError}").TrimEnd();

    private void Tell(MaccorAlert alert, AlertDelivery delivery, string? why)
    {
        WriteObject(new AlertTest(alert.Name, delivery.Description, why is null, why));
        if (why is null)
            return;
        WriteError(Errors.RecordOf(
            new InvalidOperationException($"The alert '{alert.Name}' could not be told to its {delivery.Description}: {why}"),
            "AlertNotDelivered",
            ErrorCategory.ConnectionError,
            alert.Name,
            "See whether the receiver is there; register the alert anew if its -Action or -Webhook is wrong."));
    }

    private async Task WhenOverAsync(Task arrival, CancellationToken cancellation)
    {
        await Task.WhenAny(arrival, Task.Delay(TimeSpan.FromSeconds(TimeoutSeconds), cancellation)).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
    }
}

/// <summary>Whether a message of an alert arrived.</summary>
public sealed class AlertTest
{
    internal AlertTest(string name, string receiver, bool delivered, string? problem) =>
        (Name, Receiver, Delivered, Problem) = (name, receiver, delivered, problem);

    /// <summary>The alert's name.</summary>
    public string Name { get; }

    /// <summary>To whom it was sent.</summary>
    public string Receiver { get; }

    /// <summary>Whether it arrived.</summary>
    public bool Delivered { get; }

    /// <summary>Why not; null where it did.</summary>
    public string? Problem { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} to {Receiver}: {Problem ?? "delivered"}";
}
