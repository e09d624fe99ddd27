using Microsoft.Playwright;

namespace MacNet.Tests.Browser;

/// <summary>What tests look at on the page.</summary>
internal static class PageLooks
{
    internal static ILocator Channel(this IPage page, int number, string tester = "") =>
        page.GetByRole(AriaRole.Button, new() { Name = $"{tester}, channel {number}:" });

    internal static ILocator Events(this IPage page) => page.GetByRole(AriaRole.List, new() { Name = "Events" });

    /// <summary>Whether the edge of a channel's field is red, by far.</summary>
    internal static Task<bool> IsRedAsync(this IPage page, ILocator channel) => channel.EvaluateAsync<bool>("""
        element => {
          const [red, green, blue] = getComputedStyle(element).borderLeftColor.match(/\d+/g).map(Number);
          return red > 1.5 * green && red > 1.5 * blue;
        }
        """);

    /// <summary>How many pixels of the curves have one of the page's colours.</summary>
    internal static Task<int> PixelsAsync(this IPage page, string color) => page.Locator("#curves canvas").EvaluateAsync<int>("""
        (canvas, name) => {
          const probe = document.body.appendChild(document.createElement('i'));
          probe.style.color = `var(${name})`;
          const wanted = getComputedStyle(probe).color.match(/\d+/g).map(Number);
          probe.remove();
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          let found = 0;
          for (let i = 0; i < data.length; i += 4)
            if (data[i + 3] > 200 && wanted.every((value, j) => Math.abs(data[i + j] - value) < 12)) found++;
          return found;
        }
        """, color);

    /// <summary>The lowest contrast of the texts that are seen, as WCAG 2 counts it: 1 to 21.</summary>
    internal static Task<double> LowestContrastAsync(this IPage page) => page.EvaluateAsync<double>("""
        () => {
          const rgb = text => text.match(/[\d.]+/g).map(Number);
          const linear = v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
          const light = ([r, g, b]) => 0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
          const isClear = element => rgb(getComputedStyle(element).backgroundColor)[3] === 0;
          const texts = [...document.querySelectorAll('body *')]
            .filter(one => one.checkVisibility() && [...one.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim()));
          return Math.min(...texts.map(text => {
            let back = text;
            while (isClear(back)) back = back.parentElement;
            const [low, high] = [getComputedStyle(text).color, getComputedStyle(back).backgroundColor]
              .map(color => light(rgb(color))).sort((a, b) => a - b);
            return (high + 0.05) / (low + 0.05);
          }));
        }
        """);

    /// <summary>Whether the page can be moved sideways.</summary>
    internal static Task<bool> ScrollsSidewaysAsync(this IPage page) => page.EvaluateAsync<bool>("""
        () => [document.documentElement, document.querySelector('dialog[open]')]
          .some(element => element && element.scrollWidth > element.clientWidth)
        """);
}
