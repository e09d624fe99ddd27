using MacNet.Protocol;

namespace MacNet.Tests.Unit;

/// <summary>What the cmdlets advise on an error of the library, beside the error itself.</summary>
internal static class AdviceOnErrors
{
    extension(MaccorException problem)
    {
        internal string Advice => PowerShell.Advice.On(problem);
    }
}
