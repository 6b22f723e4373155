using System.CommandLine;

namespace MmsQueue.Cli;

/// <summary>Suggests the command or option that was probably meant.</summary>
internal static class Suggestion
{
    private const int MostMistakes = 2;

    /// <summary>A question to append to the error; empty when nothing is similar.</summary>
    public static string For(ParseResult result)
    {
        if (result.UnmatchedTokens is not [var token, ..])
        {
            return "";
        }

        var command = result.CommandResult.Command;
        var options = command.Options.Concat(result.RootCommandResult.Command.Options.Where(option => option.Recursive));
        var names = command.Subcommands.Cast<Symbol>().Concat(options).Select(symbol => symbol.Name);
        var (mistakes, name) = names.Select(name => (Distance(token, name), name)).Min();
        return mistakes <= Math.Min(MostMistakes, token.Length - 2) ? $" Did you mean {name}?" : "";
    }

    // Levenshtein distance: characters to add, remove or replace.
    private static int Distance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= to.Length; j++)
            {
                var replace = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replace, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
