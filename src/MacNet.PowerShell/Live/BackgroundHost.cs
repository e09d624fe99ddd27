using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace MacNet.PowerShell.Live;

/// <summary>
/// The host of scripts that run beside the prompt: what they write is shown there; what they ask is an error, for nobody is there to
/// answer, and the prompt is another's.
/// </summary>
internal sealed class BackgroundHost(PSHost host) : PSHost
{
    private readonly Voice voice = new(host.UI);

    public override string Name => "MacNet background";

    public override Version Version => host.Version;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => voice;

    public override CultureInfo CurrentCulture => host.CurrentCulture;

    public override CultureInfo CurrentUICulture => host.CurrentUICulture;

    public override void EnterNestedPrompt() => throw new UnansweredException("Enter a nested prompt?");

    public override void ExitNestedPrompt()
    {
    }

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    // The process is not the script's to end.
    public override void SetShouldExit(int exitCode)
    {
    }

    private sealed class Voice(PSHostUserInterface? ui) : PSHostUserInterface
    {
        public override PSHostRawUserInterface? RawUI => null;

        public override void Write(string value) => Tell(value, shown => ui?.Write(shown));

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
            Tell(value, shown => ui?.Write(foregroundColor, backgroundColor, shown));

        public override void WriteLine(string value) => Tell(value, shown => ui?.WriteLine(shown));

        public override void WriteErrorLine(string value) => Tell(value, shown => ui?.WriteErrorLine(shown));

        public override void WriteWarningLine(string message) => Tell(message, shown => ui?.WriteWarningLine(shown));

        public override void WriteVerboseLine(string message) => Tell(message, shown => ui?.WriteVerboseLine(shown));

        public override void WriteDebugLine(string message) => Tell(message, shown => ui?.WriteDebugLine(shown));

        // A bar of progress would hide another one, that of the prompt.
        public override void WriteProgress(long sourceId, ProgressRecord record)
        {
        }

        public override string ReadLine() => throw new UnansweredException("Read-Host");

        public override SecureString ReadLineAsSecureString() => throw new UnansweredException("Read-Host");

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
            throw new UnansweredException(caption, message, string.Join(", ", descriptions.Select(field => field.Name)));

        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
            throw new UnansweredException(caption, message);

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
            throw new UnansweredException(caption, message);

        public override PSCredential PromptForCredential(
            string caption,
            string message,
            string userName,
            string targetName,
            PSCredentialTypes allowedCredentialTypes,
            PSCredentialUIOptions options) => throw new UnansweredException(caption, message);

        private static void Tell(string text, Action<string> write)
        {
            if (!HostVoice.TryDivert(text))
                write(text);
        }
    }
}

/// <summary>A script asks something where nobody is.</summary>
internal sealed class UnansweredException(params string[] asked) : InvalidOperationException(
    $"It asks '{Line(asked)}', and in the background nobody is there to answer. "
    + "Give what it asks for; -Confirm:$false where it asks whether it may.")
{
    private static string Line(string[] parts) =>
        string.Join(" ", parts.SelectMany(part => part.Split('\r', '\n')).Select(part => part.Trim()).Where(part => part.Length > 0));
}
