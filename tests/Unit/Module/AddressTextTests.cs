using MacNet.PowerShell.Connection;
using Xunit;

namespace MacNet.Tests.Unit.Module;

/// <summary>What may be the name or the address of a tester's PC.</summary>
public class AddressTextTests
{
    [Theory]
    [InlineData("tester1")]
    [InlineData("TESTER_1.lab.local")]
    [InlineData("tester1.lab.local.")]
    [InlineData("prüfstand")]
    [InlineData("3com")]
    [InlineData("192.168.1.20")]
    [InlineData("::1")]
    [InlineData("[::1]")]
    [InlineData("fe80::1%3")]
    public void A_name_or_an_address_is_taken(string computer) => Assert.False(AddressText.IsNone(computer));

    [Theory]
    [InlineData("")]
    [InlineData("[::1]:5")]
    [InlineData("[[::1]]")]
    [InlineData("[tester1]")]
    [InlineData("192.168.1.20:57570")]
    [InlineData("tester1:57570")]
    [InlineData("http://tester1")]
    [InlineData("tcp://tester1:57570")]
    [InlineData("tester1/macnet")]
    [InlineData(@"\\tester1")]
    [InlineData("user@tester1")]
    [InlineData("tester1;tester2")]
    [InlineData("tester 1")]
    [InlineData("tester\u00a01")]
    [InlineData("tester1\r\n")]
    [InlineData("tester\u200b1")]
    [InlineData("tester*")]
    [InlineData("-Name")]
    [InlineData("tester1..")]
    [InlineData(".lab.local")]
    [InlineData(".")]
    [InlineData("192.168.1.20.")]
    [InlineData("192.168.1")]
    [InlineData("256.1.1.1")]
    [InlineData("5")]
    public void What_has_more_in_it_or_can_be_neither_is_refused_before_anybody_is_looked_for(string computer) =>
        Assert.True(AddressText.IsNone(computer));
}
