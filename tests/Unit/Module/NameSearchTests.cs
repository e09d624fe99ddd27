using MacNet.PowerShell;
using Xunit;

namespace MacNet.Tests.Unit.Module;

public class NameSearchTests
{
    [Theory]
    [InlineData("*", "*,rig1,rig2,r*1")]
    [InlineData("R*1", "r*1")]
    public void A_name_means_what_has_it_and_a_star_all_that_there_is(string name, string found)
    {
        string[] items = ["*", "rig1", "rig2", "r*1"];

        Assert.Equal(found, string.Join(",", items.Named(name, item => item)));
    }
}
