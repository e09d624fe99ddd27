#if NETSTANDARD2_0
using System.Reflection;

namespace MacNet.PowerShell.Lifetime;

/// <summary>
/// Windows PowerShell has no binding redirects of ours: a dependency that is wanted in another version than the one that ships
/// beside the module is answered with that one, for the module's own assemblies and nobody else's.
/// </summary>
internal static class OwnDependencies
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(OwnDependencies).Assembly.Location)!;
    private static int resolving;

    internal static void Resolve()
    {
        if (Interlocked.Exchange(ref resolving, 1) == 0)
            AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) => Find(wanted);
    }

    private static Assembly? Find(ResolveEventArgs wanted)
    {
        if (wanted.RequestingAssembly is not { IsDynamic: false } requesting || Path.GetDirectoryName(requesting.Location) != Folder)
            return null;
        var beside = Path.Combine(Folder, new AssemblyName(wanted.Name).Name + ".dll");
        return File.Exists(beside) ? Assembly.LoadFrom(beside) : null;
    }
}
#endif
