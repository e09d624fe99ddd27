namespace System.Runtime.CompilerServices;

// For properties with an init accessor.
internal static class IsExternalInit;
