namespace MacNet.Protocol; 
internal static class P { public static System.TimeProvider T => System.TimeProvider.System; }
