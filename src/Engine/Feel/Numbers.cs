namespace Rectification.Engine.Feel;

/// <summary>Arithmetic that <see cref="decimal"/> doesn't bring along. Out of range is <see cref="OverflowException"/>, which callers turn into null.</summary>
internal static class Numbers
{
    private const int MostDigits = 28;

    private const decimal LargeForLog = 1_000_000_000_000;

    private const decimal E = 2.7182818284590452353602874714m;

    public enum Rounding
    {
        HalfEven,
        HalfUp,
        HalfDown,
        Up,
        Down,
        Floor,
        Ceiling,
    }

    public static decimal Power(decimal number, decimal exponent)
    {
        // The root of a square has an end, which the way over the logarithm misses by its last digits.
        if (exponent != decimal.Truncate(exponent) && exponent * 2 == decimal.Truncate(exponent * 2) && number >= 0 && Math.Abs(exponent) < 100)
            return Power(Sqrt(number)!.Value, exponent * 2);
        if (exponent != decimal.Truncate(exponent) || Math.Abs(exponent) > 10_000)
            return number > 0 ? Exp(exponent * Log(number)) : (decimal)Math.Pow((double)number, (double)exponent);
        var (result, square) = (1m, number);
        for (var left = (int)Math.Abs(exponent); left > 0; left >>= 1)
        {
            if ((left & 1) == 1)
                result *= square;
            if (left > 1)
                square *= square;
        }
        return exponent < 0 ? 1 / result : result;
    }

    /// <summary>e to that power, with all digits that a decimal has.</summary>
    public static decimal Exp(decimal exponent)
    {
        if (exponent > 67)
            throw new OverflowException();
        if (exponent < 0)
            return exponent < -67 ? 0 : 1 / Exp(-exponent);
        var whole = decimal.Round(exponent);
        var rest = (exponent - whole) / 4;
        var (sum, term) = (1m, 1m);
        for (var i = 1; i < 40 && term != 0; i++)
        {
            term = term * rest / i;
            sum += term;
        }
        sum *= sum;
        sum *= sum;
        return whole == 0 ? sum : sum * Power(E, whole);
    }

    /// <summary>The natural logarithm of a number above zero.</summary>
    public static decimal Log(decimal number)
    {
        if (number < 1)
            return -Log(1 / number);
        // Near the largest numbers a sum of two would be none.
        if (number > LargeForLog)
            return Log(number / LargeForLog) + Log(LargeForLog);
        var log = (decimal)Math.Log((double)number);
        // Doubles give 15 digits; each step of Newton's (Halley's form) triples them.
        for (var i = 0; i < 2; i++)
        {
            var power = Exp(log);
            log += 2 * ((number - power) / (number + power));
        }
        return log;
    }

    public static decimal? Sqrt(decimal number)
    {
        if (number < 0)
            return null;
        if (number == 0)
            return 0;
        var root = (decimal)Math.Sqrt((double)number);
        // Doubles give 15 digits; each of Newton's steps doubles them.
        for (var i = 0; i < 2; i++)
            root = (root + number / root) / 2;
        // A root with an end is met exactly; one of the largest numbers has none that fits, and its square might not fit either.
        var near = decimal.Round(root, 14);
        return number < decimal.MaxValue / 2 && near * near == number ? near : root;
    }

    /// <param name="scale">Digits after the point; before it when negative.</param>
    public static decimal Round(decimal number, int scale, Rounding rounding)
    {
        if (scale >= MostDigits)
            return number;
        if (scale < -MostDigits)
            return 0;
        var unit = scale >= 0 ? 1 / Power(10, scale) : Power(10, -scale);
        var cut = scale >= 0 ? decimal.Round(number, scale, MidpointRounding.ToZero) : decimal.Truncate(number / unit) * unit;
        var rest = Math.Abs(number - cut);
        if (rest == 0)
            return cut;
        var outward = number < 0 ? -unit : unit;
        var half = rest.CompareTo(unit / 2);
        var away = rounding switch
        {
            Rounding.HalfUp => half >= 0,
            Rounding.HalfDown => half > 0,
            Rounding.Up => true,
            Rounding.Down => false,
            Rounding.Floor => number < 0,
            Rounding.Ceiling => number > 0,
            _ => half > 0 || (half == 0 && decimal.Truncate(cut / unit) % 2 != 0),
        };
        return away ? cut + outward : cut;
    }

    /// <summary>Without the zeros that <see cref="decimal"/> keeps from its history.</summary>
    public static decimal Plain(decimal number) => number / 1.0000000000000000000000000000m;

    public static int? Whole(object? value) =>
        value is decimal number && number == decimal.Truncate(number) && Math.Abs(number) <= int.MaxValue ? (int)number : null;
}
