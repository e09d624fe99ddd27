using MacNet.Protocol.Messages;

namespace MacNet.VirtualTester.Handlers;

internal static class Class8Login
{
    public static void Register(HandlerTable table)
    {
        table.On(Functions.Login, Login);
        table.On(Functions.Logout, (context, _) =>
        {
            context.Connection.User = null;
            return new LogoutReply();
        });
    }

    /// <summary>What may be asked of a tester with users before one has logged in.</summary>
    public static bool IsOpen(Function function) => function == Functions.Login || function == Functions.Echo;

    private static LoginReply Login(HandlerContext context, LoginRequest request)
    {
        var users = context.Tester.Options.Users;
        var passed = users.Count == 0
            || users.TryGetValue(request.User, out var password) && password == request.Password;
        context.Connection.User = passed ? request.User : null;
        return new LoginReply { Passed = passed };
    }
}
