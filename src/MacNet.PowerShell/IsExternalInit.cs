#if NETSTANDARD2_0
namespace System.Runtime.CompilerServices;

// The compiler asks for this type where a property has an init accessor; netstandard2.0 does not have it.
internal static class IsExternalInit;
#endif
