namespace MacNet.VirtualTester.Handlers;

/// <summary>The handlers of every class of functions, one file each.</summary>
internal static class AllHandlers
{
    public static HandlerTable NewTable()
    {
        var table = new HandlerTable();
        Class0Echo.Register(table);
        Class1System.Register(table);
        Class1Files.Register(table);
        Class3Channel.Register(table);
        Class4Status.Register(table);
        Class5Flags.Register(table);
        Class6Commands.Register(table);
        Class7SmartBattery.Register(table);
        Class7ScanLists.Register(table);
        Class7Data.Register(table);
        Class8Login.Register(table);
        return table;
    }
}
