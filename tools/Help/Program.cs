using System.Text;
using MacNet.Help;

if (args.Length != 4)
{
    Console.Error.WriteLine("Usage: MacNet.Help <folder of docs> <module assembly> <folder to write to> <address of the pages online>");
    return 2;
}

var (docs, assembly, target, online) = (args[0], args[1], args[2], args[3]);
// Windows PowerShell reads text as UTF-8 only where it begins with a mark.
var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);
Directory.CreateDirectory(target);
var cmdlets = CmdletFacts.Of(assembly);
var pages = HelpPages.Read(Path.Combine(docs, "cmdlets"));
Maml.Of(cmdlets, pages, online).Save(Path.Combine(target, Path.GetFileName(assembly) + "-Help.xml"));
foreach (var about in Directory.EnumerateFiles(Path.Combine(docs, "about"), "about_*.md"))
{
    var topic = Path.GetFileNameWithoutExtension(about);
    File.WriteAllText(Path.Combine(target, topic + ".help.txt"), AboutTopic.ToText(File.ReadAllText(about)), utf8);
}

return 0;
