# Waits for what happens on the other side of a socket.
function Wait-Until {
    param([scriptblock] $Condition)
    $limit = [datetime]::UtcNow.AddSeconds(60)
    while (-not (& $Condition)) {
        if ([datetime]::UtcNow -gt $limit) { throw "Never came true: $Condition" }
        Start-Sleep -Milliseconds 20
    }
}
