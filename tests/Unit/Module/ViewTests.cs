using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MacNet.PowerShell;
using MacNet.PowerShell.Connection;
using MacNet.Protocol.Operations;
using MacNet.Protocol.Session;
using Xunit;

namespace MacNet.Tests.Unit.Module;

/// <summary>Holds the views to the types that they show.</summary>
public partial class ViewTests
{
    private static readonly string[] TimesOnceMore =
        ["ChannelReading.TestSeconds", "ChannelReading.Timestamp", "ChannelStatus.TestSeconds", "ChannelStatus.Timestamp", "ChannelStatus.StepSeconds"];

    // The name once more; and what is for programs and not for reading.
    private static readonly string[] NotListed =
        ["MaccorSession.Session", "MaccorSession.Group", "MaccorSimulator.Tester", .. TimesOnceMore];

    private static readonly XElement[] Views =
        [.. XDocument.Load(Path.Combine(TheModule.Root, "src", "MacNet.PowerShell", "MacNet.format.ps1xml")).Descendants("View")];

    public static TheoryData<string> Tables => [.. Having("TableControl")];

    public static TheoryData<string> Lists => [.. Having("ListControl")];

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_has_as_many_headers_as_columns_and_shows_nothing_that_its_type_lacks(string name)
    {
        var view = View(name, "TableControl");
        Assert.Equal(view.Descendants("TableColumnHeader").Count(), view.Descendants("TableColumnItem").Count());
        Assert.Empty(Shown(view).Except(PropertiesOf(TypeOf(view))));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_fits_into_a_window_of_80_columns_with_its_headers_whole(string name)
    {
        var columns = View(name, "TableControl").Descendants("TableColumnHeader")
            .Select(header => (Label: header.Element("Label")!.Value, Width: (int?)header.Element("Width"))).ToArray();
        Assert.DoesNotContain(columns, column => column.Width < column.Label.Length);
        Assert.InRange(columns.Sum(column => (column.Width ?? column.Label.Length) + 1), 1, 80);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_list_shows_everything_that_its_type_has(string name)
    {
        var view = View(name, "ListControl");
        var type = TypeOf(view);
        var expected = PropertiesOf(type).Where(property => !NotListed.Contains($"{type.Name}.{property}"));
        Assert.Equal(expected.Order(StringComparer.Ordinal), Shown(view).Distinct().Order(StringComparer.Ordinal));
    }

    // Without one, PowerShell shows a list, or a table, of the texts as they are.
    [Theory]
    [MemberData(nameof(LeavingTests.Outputs), MemberType = typeof(LeavingTests))]
    public void What_has_texts_of_a_tester_has_a_list_and_a_table_that_write_them_out(Type output)
    {
        string[] texts =
            [.. output.GetProperties().Where(property => property.PropertyType == typeof(string)).Select(property => property.Name)];
        if (output.Assembly == typeof(ConnectMaccor).Assembly || output == typeof(ChannelVariable) || texts is [] or ["Session"])
            return;
        foreach (var control in (string[])["ListControl", "TableControl"])
        {
            var views = Views.Where(view =>
                view.Element(control) is not null && view.Descendants("TypeName").Any(type => type.Value == output.FullName));
            Assert.NotEmpty(views);
            Assert.Empty(views.Descendants("PropertyName").Select(element => element.Value).Intersect(texts));
        }
    }

    private static IEnumerable<string> Having(string control) =>
        Views.Where(view => view.Element(control) is not null).Select(view => view.Element("Name")!.Value);

    private static XElement View(string name, string control) =>
        Views.Single(view => view.Element("Name")!.Value == name && view.Element(control) is not null);

    // What follows # tells apart how one type is shown by different cmdlets.
    private static Type TypeOf(XElement view)
    {
        var name = view.Descendants("TypeName").Single().Value.Split('#')[0];
        Assembly[] assemblies = [typeof(MaccorSession).Assembly, typeof(ConnectMaccor).Assembly, typeof(MacNet.Data.LogReading).Assembly];
        return assemblies.Select(assembly => assembly.GetType(name)).Single(type => type is not null)!;
    }

    private static IEnumerable<string> PropertiesOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name)
            .Concat(ObjectMembers.Added.Where(added => added.Type.IsAssignableFrom(type)).Select(added => added.Member));

    private static IEnumerable<string> Shown(XElement view) =>
        view.Descendants("PropertyName").Select(element => element.Value)
            .Concat(
                view.Descendants("ScriptBlock")
                    .SelectMany(element => Members().Matches(element.Value)).Select(match => match.Groups[1].Value));

    [GeneratedRegex(@"\$_\.(\w+)(?!\w*\()")]
    private static partial Regex Members();
}
