@{
    RootModule = if ($PSEdition -eq 'Core') { 'lib/net8.0/MacNet.PowerShell.dll' } else { 'lib/netstandard2.0/MacNet.PowerShell.dll' }
    ModuleVersion = '0.1.0'
    GUID = '7d0d0e1c-6c1f-4a55-9b1e-3f0c2a8a5f57'
    Author = 'MacNet for PowerShell contributors'
}
