using MacNet.Protocol.Messages;
using MacNet.Protocol.Transport;

namespace MacNet.VirtualTester.Faults;

/// <summary>Which replies go wrong, and how: the rule given first that fits a request decides, once it is used up the next one.</summary>
public sealed class FaultPlan
{
    private readonly List<Rule> rules = [];
    private volatile bool swallowEverything;

    /// <summary>Whether connections are accepted, requests taken, and nothing ever answered, as by a host that has hung.</summary>
    public bool SwallowEverything
    {
        get => swallowEverything;
        set => swallowEverything = value;
    }

    /// <summary>Spoils the next reply, or the next few.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="function">Only replies to this function, or null for all.</param>
    /// <param name="channel">Only replies about this channel, from 1, or null for all.</param>
    /// <param name="link">Only replies on this link, or null for all.</param>
    /// <param name="count">How many replies.</param>
    /// <param name="after">How many replies that fit are left alone before.</param>
    public void Next(Fault fault, Function? function = null, int? channel = null, LinkKind? link = null, int count = 1, int after = 0)
    {
        lock (rules)
            rules.Add(new Rule(fault, function, channel, link) { Left = count, Spared = after });
    }

    /// <summary>Spoils every reply from now on.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="function">Only replies to this function, or null for all.</param>
    /// <param name="channel">Only replies about this channel, from 1, or null for all.</param>
    /// <param name="link">Only replies on this link, or null for all.</param>
    public void Always(Fault fault, Function? function = null, int? channel = null, LinkKind? link = null) =>
        Next(fault, function, channel, link, int.MaxValue);

    /// <summary>Forgets all rules, so that the tester works again.</summary>
    public void Clear()
    {
        SwallowEverything = false;
        lock (rules)
            rules.Clear();
    }

    internal Fault? Take(Function? function, int? channel, LinkKind link)
    {
        lock (rules)
        {
            var rule = rules.Find(candidate => candidate.Fits(function, channel, link));
            if (rule is null)
                return null;
            if (rule.Spared > 0)
            {
                rule.Spared--;
                return null;
            }

            if (--rule.Left == 0)
                rules.Remove(rule);
            return rule.Fault;
        }
    }

    private sealed record Rule(Fault Fault, Function? Function, int? Channel, LinkKind? Link)
    {
        public int Left { get; set; }

        public int Spared { get; set; }

        public bool Fits(Function? function, int? channel, LinkKind link) =>
            (Function is null || Function == function) && (Channel is null || Channel == channel) && (Link is null || Link == link);
    }
}
