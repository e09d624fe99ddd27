using System.Reflection;
using MacNet.Shell;

var script = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "Script").Value!;
return Shell.Run(["-File", script, .. args]);
