#if NET8_0_OR_GREATER
using System.Reflection;
using System.Runtime.Loader;
#endif

namespace MacNet.Data.Logging;

/// <summary>Loads the stores when first used, in a load context of their own: their versions get in no other module's way.</summary>
public static class Stores
{
#if NET8_0_OR_GREATER
    private static readonly Lazy<IStores> Loaded = new(Load);

    /// <summary>The stores.</summary>
    public static IStores All => Loaded.Value;

    private static IStores Load()
    {
        var folder = Path.GetDirectoryName(typeof(Stores).Assembly.Location)!;
        var assembly = new Context(Path.Combine(folder, "stores", "MacNet.Data.Stores.dll")).Assembly;
        return (IStores)Activator.CreateInstance(assembly.GetType("MacNet.Data.Stores.AllStores", throwOnError: true)!)!;
    }

    private sealed class Context(string path) : AssemblyLoadContext("MacNet.Data.Stores")
    {
        private readonly AssemblyDependencyResolver resolver = new(path);

        internal Assembly Assembly => LoadFromAssemblyPath(path);

        // What the module has is the same here: its types cross the border.
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            Assembly[] shared = [typeof(Stores).Assembly, typeof(Protocol.MaccorException).Assembly];
            return Array.Find(shared, item => item.GetName().Name == assemblyName.Name)
                ?? (resolver.ResolveAssemblyToPath(assemblyName) is { } found ? LoadFromAssemblyPath(found) : null);
        }

        protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
            resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } found ? LoadUnmanagedDllFromPath(found) : IntPtr.Zero;
    }
#else
    /// <summary>The stores: none on .NET Framework.</summary>
    /// <exception cref="LogException">Always.</exception>
    public static IStores All => throw new LogException(LogProblem.NotHere, "Databases need PowerShell 7.4 or later, and so does Parquet.");
#endif
}
