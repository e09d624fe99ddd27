using System.Management.Automation;

namespace MacNet.PowerShell;

/// <summary>
/// Marks a parameter of which nobody can know beforehand what is given: a text of one's own, a number. PowerShell would complete it with
/// the files of the folder.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NoCompletionAttribute : ArgumentCompleterAttribute
{
    /// <summary>Marks it.</summary>
    public NoCompletionAttribute()
        : base(typeof(NoCompleter))
    {
    }
}
