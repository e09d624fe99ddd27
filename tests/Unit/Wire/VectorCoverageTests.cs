using MacNet.Protocol.Messages;
using MacNet.Tests.Unit.Wire.Vectors;
using Xunit;

namespace MacNet.Tests.Unit.Wire;

public class VectorCoverageTests
{
    [Fact]
    public void Every_function_has_a_vector_of_its_request_and_reply_in_each_form()
    {
        var missing =
            from function in Functions.All
            from side in Enum.GetValues<Side>()
            let vectors = WireVectors.All.Where(vector => vector.Function == function && vector.Side == side).ToArray()
            from form in (string[])["JSON", "binary"]
            where form == "binary" || !function.BinaryOnly
            where !vectors.Any(vector => form == "JSON" ? vector.Json is not null : vector.Bytes is not null)
            select $"{function}, {side}, {form}";
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_example_of_the_help_is_a_vector()
    {
        var declared = Functions.All.Select(function => $"({function.Class}, {function.Number})").ToHashSet();
        var unused = HelpExamples.All.Where(example => declared.Contains(example.Function))
            .Except(WireVectors.All.Select(vector => vector.Json));
        Assert.Empty(unused);
    }

    [Fact]
    public void A_function_that_exists_only_in_binary_has_no_example_in_JSON() =>
        Assert.All(Functions.All.Where(function => function.BinaryOnly), function =>
            Assert.Empty(Enum.GetValues<Side>().SelectMany(side => HelpExamples.Of(function, side))));
}
