using System.Text.Json;
using MacNet.Data.Live;

namespace MacNet.Data.Dashboard;

/// <summary>What the page and /api give, as JSON. What is not known is left out.</summary>
internal static class DashboardJson
{
    internal static byte[] State(
        DateTimeOffset now, IEnumerable<TesterPicture> testers,
            IEnumerable<DashboardEvent> events, IEnumerable<DashboardAlert> alerts) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("time", now);
        Array(json, "testers", testers, tester => Tester(json, tester, tester.Channels));
        Array(json, "events", events, happened => Event(json, happened));
        Array(json, "alerts", alerts, alert => Alert(json, alert));
        json.WriteEndObject();
    });

    internal static byte[] Tester(TesterPicture tester, IEnumerable<LogReading> channels) => Write(json => Tester(json, tester, channels));

    internal static byte[] Event(DashboardEvent happened) => Write(json => Event(json, happened));

    internal static byte[] Alerts(IEnumerable<DashboardAlert> alerts) => Write(json =>
    {
        json.WriteStartArray();
        foreach (var alert in alerts)
            Alert(json, alert);
        json.WriteEndArray();
    });

    internal static byte[] History(IReadOnlyCollection<CurvePoint> points) => Write(json =>
    {
        json.WriteStartObject();
        Array(json, "time", points, point => json.WriteNumberValue(point.Time.ToUnixTimeMilliseconds() / 1000.0));
        Array(json, "voltage", points, point => Number(json, point.Voltage));
        Array(json, "current", points, point => Number(json, point.Current));
        Array(json, "temperature", points, point => Number(json, point.Temperature));
        json.WriteEndObject();
    });

    private static void Tester(Utf8JsonWriter json, TesterPicture tester, IEnumerable<LogReading> channels)
    {
        json.WriteStartObject();
        json.WriteString("name", tester.Session);
        json.WriteNumber("interval", tester.Interval.TotalSeconds);
        if (tester.AnsweredAt is { } answered)
            json.WriteString("answered", answered);
        Text(json, "problem", tester.Problem);
        Array(json, "channels", channels, reading => Channel(json, reading));
        json.WriteEndObject();
    }

    private static void Channel(Utf8JsonWriter json, LogReading reading)
    {
        json.WriteStartObject();
        json.WriteNumber("channel", reading.Channel);
        Text(json, "state", reading.State?.ToString());
        Text(json, "activity", reading.Activity?.ToString());
        Text(json, "reason", reading.Reason?.ToString());
        Number(json, "voltage", reading.Voltage);
        Number(json, "current", reading.SignedCurrent);
        Number(json, "testSeconds", reading.TestTime?.TotalSeconds);
        Number(json, "stepSeconds", reading.StepTime?.TotalSeconds);
        Number(json, "cycle", reading.Cycle);
        Number(json, "step", reading.Step);
        Number(json, "capacity", reading.Capacity);
        Number(json, "energy", reading.Energy);
        Text(json, "testName", reading.TestName);
        Text(json, "procedure", reading.Procedure);
        if (reading.Temperatures().ToArray() is { Length: > 0 } temperatures)
            Array(json, "temperatures", temperatures, input => json.WriteNumberValue(Math.Round(input.Value, 2)));
        if (reading.ReadAt is { } time)
            json.WriteString("readAt", time.ToUniversalTime());
        json.WriteEndObject();
    }

    private static void Event(Utf8JsonWriter json, DashboardEvent happened)
    {
        json.WriteStartObject();
        json.WriteString("time", happened.Time.ToUniversalTime());
        json.WriteString("tester", happened.Session);
        if (happened.Channel is { } channel)
            json.WriteNumber("channel", channel);
        json.WriteString("text", happened.Text);
        json.WriteEndObject();
    }

    private static void Alert(Utf8JsonWriter json, DashboardAlert alert)
    {
        json.WriteStartObject();
        json.WriteString("alert", alert.Name);
        json.WriteString("began", alert.Began);
        json.WriteString("text", alert.Text);
        json.WriteEndObject();
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
            write(json);
        return bytes.ToArray();
    }

    private static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
            write(item);
        json.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            json.WriteString(name, text);
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (IsNumber(value))
            json.WriteNumber(name, value!.Value);
    }

    private static void Number(Utf8JsonWriter json, double? value)
    {
        if (IsNumber(value))
            json.WriteNumberValue(value!.Value);
        else
            json.WriteNullValue();
    }

    private static bool IsNumber(double? value) => value is { } number && !double.IsNaN(number) && !double.IsInfinity(number);
}
