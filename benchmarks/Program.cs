using BenchmarkDotNet.Running;
using MacNet.Benchmarks;

BenchmarkRunner.Run<RoundTrip>(args: args);
