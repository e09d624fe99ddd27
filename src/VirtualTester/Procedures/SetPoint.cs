using System.Globalization;
using System.Text.RegularExpressions;

namespace MacNet.VirtualTester.Procedures;

/// <summary>Where values that a running procedure refers to come from.</summary>
internal interface IVariables
{
    double Variable(int number);

    double CRate { get; }
}

/// <summary>A value in a procedure: a number, a variable ("VAR1") or a multiple of the C-rate of the start ("0.5C").</summary>
internal readonly record struct SetPoint(double Number, int Variable, bool IsCRate)
{
    private static readonly Regex Form = new(@"^\s*(?:VAR(?<variable>\d{1,2})|(?<number>[-+.\deE]+)\s*(?<cRate>C)?)\s*$");

    public double Of(IVariables variables) =>
        Variable > 0 ? variables.Variable(Variable) : IsCRate ? Number * variables.CRate : Number;

    public static SetPoint? Parse(string text)
    {
        var match = Form.Match(text);
        if (match.Groups["variable"].Success)
            return int.Parse(match.Groups["variable"].Value, CultureInfo.InvariantCulture) is var variable and >= 1 and <= 15
                ? new SetPoint(0, variable, false)
                : null;
        return double.TryParse(match.Groups["number"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? new SetPoint(number, 0, match.Groups["cRate"].Success)
            : null;
    }
}
