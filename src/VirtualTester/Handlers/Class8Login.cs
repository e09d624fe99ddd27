using MacNet.Protocol.Messages;

namespace MacNet.VirtualTester.Handlers;

internal static class Class8Login
{
    public static void Register(HandlerTable table)
    {
        table.On(Functions.Login, Login);
        table.On(Functions.Logout, (exchange, _) =>
        {
            exchange.Connection.User = null;
            return new LogoutReply();
        });
    }

    // What may be asked of a tester with users before one has logged in.
    public static bool IsOpen(Function function) => function == Functions.Login || function == Functions.Echo;

    private static LoginReply Login(Exchange exchange, LoginRequest request)
    {
        var users = exchange.Tester.Options.Users;
        var passed = users.Count == 0
            || users.TryGetValue(request.User, out var password) && password == request.Password;
        exchange.Connection.User = passed ? request.User : null;
        return new LoginReply { Passed = passed };
    }
}
