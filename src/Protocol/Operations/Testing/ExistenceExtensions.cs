using MacNet.Protocol.Messages;
using MacNet.Protocol.Session;

namespace MacNet.Protocol.Operations;

/// <summary>Whether the tester knows a procedure or a test by its name.</summary>
public static class ExistenceExtensions
{
    /// <summary>Whether a procedure is in the tester's Procedur folder (1, 3): one message.</summary>
    /// <exception cref="MaccorInputException">The name cannot be one; nothing was sent.</exception>
    /// <exception cref="MaccorException">The tester could not be asked.</exception>
    public static async Task<bool> ProcedureExistsAsync(this MaccorSession session, string name, CancellationToken cancellation = default)
    {
        TestName.Check(new Asked(session.Name, Functions.ProcedureExists), "Procedure", name, errorId: "InvalidProcedure");
        var request = new ProcedureExistsRequest { ProcedureName = name };
        return (await session.AskAsync(Functions.ProcedureExists, request, cancellation).ConfigureAwait(false)).Exists;
    }

    /// <summary>Whether a test of a name is in the tester's Archive folder (1, 4): one message.</summary>
    /// <exception cref="MaccorInputException">The name cannot be one; nothing was sent.</exception>
    /// <exception cref="MaccorException">The tester could not be asked.</exception>
    public static async Task<bool> TestNameExistsAsync(this MaccorSession session, string name, CancellationToken cancellation = default)
    {
        TestName.Check(new Asked(session.Name, Functions.TestNameExists), "TestName", name, errorId: "InvalidTestName");
        var request = new TestNameExistsRequest { TestName = name };
        return (await session.AskAsync(Functions.TestNameExists, request, cancellation).ConfigureAwait(false)).Exists;
    }
}
